/** The live stream: the WebSocket dialects and their encodings, fed by the event log. */
package plotty.api.stream;
