// Talking aloud on the page. One file, twice: in the page, and in the thread that handles sound.
// Without it everything can be read and written; see channels/web/socket.py for its other end.
"use strict";

if (typeof AudioWorkletProcessor !== "undefined") {
  const PIECE = 512; // samples sent at a time: 32 ms at 16 kHz

  registerProcessor("voice", class extends AudioWorkletProcessor {
    constructor() {
      super();
      this.piece = new Int16Array(PIECE);
      this.filled = 0;
      this.waiting = [];
      this.port.onmessage = ({ data }) => {
        if (data.clear) while (this.waiting.length) this.played(this.waiting.shift());
        else this.waiting.push({ number: data.number, samples: data.samples, step: data.hertz / sampleRate, at: 0 });
      };
    }

    played({ number }) {
      this.port.postMessage({ played: number });
    }

    process([[heard]], [[said]]) {
      for (const sample of heard || []) {
        this.piece[this.filled++] = Math.max(-1, Math.min(1, sample)) * 32767;
        if (this.filled === PIECE) {
          this.port.postMessage({ pcm: this.piece.slice().buffer });
          this.filled = 0;
        }
      }
      for (let i = 0; i < said.length && this.waiting.length; i++) {
        const sound = this.waiting[0], whole = Math.floor(sound.at);
        const one = sound.samples[whole] || 0, next = sound.samples[whole + 1] || one;
        said[i] = (one + (next - one) * (sound.at - whole)) / 32768;
        sound.at += sound.step;
        if (sound.at >= sound.samples.length) this.played(this.waiting.shift());
      }
      return true;
    }
  });
} else {
  const OUR_HERTZ = 16000;
  const TRIES = 5, FIRST_WAIT = 1000; // of a line that was cut
  const CHANGES = ["reply", "ways", "foot"]; // parts of the page that a reply changes
  const voice = document.getElementById("voice");
  const button = voice && voice.querySelector("button");
  const state = document.getElementById("voice-state");
  let talk = null; // { context, stream, node, socket } while one is open
  let tries = 0;
  let closes;

  // The page closes by itself, as it does without a script, but not while it is talked with.
  const stays = () => {
    clearTimeout(closes);
    closes = setTimeout(() => location.replace("/"), Number(document.body.dataset.closes) * 1000);
  };
  if (document.body.dataset.closes) stays();

  const tell = (said) => { state.textContent = said; };

  const show = (html) => {
    const come = new DOMParser().parseFromString(html, "text/html");
    const had = CHANGES.some((id) => document.getElementById(id).contains(document.activeElement));
    for (const id of CHANGES) document.getElementById(id).replaceWith(come.getElementById(id));
    if (had) document.getElementById("reply").focus();
    document.title = come.title;
    document.documentElement.lang = come.documentElement.lang;
    stays();
  };

  const send = (what) => {
    const socket = talk && talk.socket;
    if (socket && socket.readyState === WebSocket.OPEN) socket.send(what instanceof ArrayBuffer ? what : JSON.stringify(what));
  };

  const end = (said) => {
    if (!talk) return;
    const { context, stream, socket } = talk;
    talk = null;
    stream.getTracks().forEach((track) => track.stop());
    context.close();
    socket.close();
    button.textContent = voice.dataset.begin;
    delete voice.dataset.on;
    tell(said || "");
  };

  const connect = () => {
    const at = `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/voice`;
    const socket = new WebSocket(at);
    const own = talk;
    let last = null; // what the other end said before it closed
    socket.binaryType = "arraybuffer";
    own.socket = socket;
    socket.onopen = () => {
      const { echoCancellation } = own.stream.getAudioTracks()[0].getSettings();
      send({ hertz: own.context.sampleRate, echo_cancelled: echoCancellation === true });
      tell(voice.dataset.listens);
    };
    socket.onmessage = ({ data }) => {
      tries = 0;
      if (data instanceof ArrayBuffer) {
        const number = new DataView(data).getUint32(0);
        own.node.port.postMessage({ number, samples: new Int16Array(data.slice(4)), hertz: OUR_HERTZ });
        return;
      }
      const told = JSON.parse(data);
      if (told.clear) own.node.port.postMessage({ clear: true });
      else if (told.page) show(told.page);
      else last = told;
    };
    socket.onclose = () => {
      if (talk !== own) return;
      own.node.port.postMessage({ clear: true });
      if (last && last.over) location.replace("/");
      else if (last) end(last.no);
      else if (tries++ < TRIES) {
        tell(voice.dataset.again);
        setTimeout(() => talk === own && connect(), FIRST_WAIT * 2 ** (tries - 1));
      } else end(voice.dataset.cut);
    };
  };

  const begin = async () => {
    tell(voice.dataset.opens);
    let stream, context;
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
      });
      let microphone;
      try {
        context = new AudioContext({ sampleRate: OUR_HERTZ });
        microphone = context.createMediaStreamSource(stream);
      } catch {
        context = new AudioContext(); // a browser that does not resample its microphone
        microphone = context.createMediaStreamSource(stream);
      }
      await context.audioWorklet.addModule(document.querySelector("script[src]").src);
      const node = new AudioWorkletNode(context, "voice", { outputChannelCount: [1] });
      node.port.onmessage = ({ data }) => send(data.pcm || data);
      microphone.connect(node).connect(context.destination);
      await context.resume();
      talk = { context, stream, node };
    } catch {
      if (stream) stream.getTracks().forEach((track) => track.stop());
      if (context) context.close();
      tell(voice.dataset.refused);
      return;
    }
    tries = 0;
    button.textContent = voice.dataset.end;
    voice.dataset.on = "";
    connect();
  };

  if (voice && navigator.mediaDevices && window.AudioWorkletNode && window.WebSocket) {
    voice.hidden = false;
    button.addEventListener("click", () => (talk ? end() : begin()));
    // While it is talked with, what is written and pressed goes the same way as what is said.
    document.addEventListener("submit", (event) => {
      const form = event.target, pressed = event.submitter;
      if (!talk || !form.action.endsWith("/answer")) return;
      event.preventDefault();
      const field = form.elements.said;
      if (pressed && pressed.name) send({ [pressed.name]: pressed.value });
      else send({ said: field.value });
    });
  }
}
