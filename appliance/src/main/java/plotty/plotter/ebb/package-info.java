/**
 * The driver for EBB boards (AxiDraw, NextDraw, EggBot, iDraw 1), firmware 2.5.3 to 3.x in both reply syntaxes. Sources: the
 * EBB command reference (docs/ebb.html in evil-mad/EggBot) and the behaviour of the firmware itself.
 */
package plotty.plotter.ebb;
