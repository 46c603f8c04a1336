"""At home: a microphone, a loudspeaker, and a keypad where there is one."""
