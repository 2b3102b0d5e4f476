/**
 * Reads SVG into strokes and writes strokes as SVG, without a renderer: XML by the JDK's StAX, everything else here.
 * Sources: SVG 1.1 (second edition) and SVG 2, whose appendices are named where a formula comes from.
 */
package plotty.drawing.svg;
