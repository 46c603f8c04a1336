// The Bot API server of the npm package telegram-test-api, on 127.0.0.1, until it is ended.
const TelegramServer = require('telegram-test-api');

const server = new TelegramServer({ host: '127.0.0.1', port: Number(process.argv[2]), storeTimeout: 3600 });
server.start().then(() => process.stdout.write('ready\n'));
