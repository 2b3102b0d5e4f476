/** Which formats drawings come in, and the one door to their readers. */
package plotty.drawing.format;
