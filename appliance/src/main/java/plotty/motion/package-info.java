/**
 * How the pen moves: a drawing placed on a machine, the order of its strokes, and their motion in time. Pure functions:
 * no file, socket, thread or clock.
 */
package plotty.motion;
