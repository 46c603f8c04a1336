"""The loudspeaker at home, through a sound card that is one for every program but the tests."""
