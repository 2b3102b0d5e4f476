/** In which order the strokes of a layer are drawn, from which end, and what is drawn in one go. Pure functions. */
package plotty.motion.order;
