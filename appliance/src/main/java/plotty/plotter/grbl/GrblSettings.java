package plotty.plotter.grbl;

import plotty.motion.MachineProfile;

/**
 * What a GRBL plotter is to this service.
 *
 * @param id stable and unique in this process
 * @param name for people
 * @param profile of the machine as configured; the board's own settings lower or replace its limits
 * @param model how its pen is moved and which way its axes run
 * @param assumeOriginAtStart whether a board that was just switched on, or is reset by opening its port, is believed to stand
 *     at its origin, as people park it; only for the first connection, and false while a job is open
 */
public record GrblSettings(
        String id, String name, MachineProfile profile, GrblModel model, boolean assumeOriginAtStart) {}
