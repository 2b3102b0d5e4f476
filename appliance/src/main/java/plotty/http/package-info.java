/** The door: Netty server, router, static files, WebSocket frames, back-pressure. Knows no plotter. */
package plotty.http;
