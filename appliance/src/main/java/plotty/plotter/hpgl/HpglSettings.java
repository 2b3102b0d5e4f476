package plotty.plotter.hpgl;

import plotty.motion.MachineProfile;

/**
 * What an HP-GL plotter is to this service.
 *
 * @param id stable and unique in this process
 * @param name for people
 * @param profile of the machine as configured; the plotter's own limits replace its work area
 * @param model which way its axes run, its pens and its line
 * @param assumeOriginAtStart whether a plotter that was just switched on is believed to know its coordinates, as it finds them
 *     by itself; only for the first connection, and false while a job is open, for its paper may have moved
 */
public record HpglSettings(
        String id, String name, MachineProfile profile, HpglModel model, boolean assumeOriginAtStart) {}
