/**
 * Simulated boards, and what they have in common: lines and clocks to reach them by, faults, and a log of the ink that
 * their pens leave, the judge of what a driver really drew. Here also the EBB, byte for byte and tick for tick; GRBL and
 * HP-GL live in packages of their own. No board shares a class with any driver. Sources for the EBB: the EBB command documentation and firmware
 * (evil-mad/EggBot on GitHub, {@code docs/ebb.html}, {@code docs/ebb2.html}, {@code EBB_firmware/app.X/source} of 2.8.1
 * and 3.0.3).
 */
package plotty.plotter.board;
