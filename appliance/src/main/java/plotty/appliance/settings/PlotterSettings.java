package plotty.appliance.settings;

import java.util.Map;
import java.util.Optional;

/**
 * A plotter, or those that are found by themselves.
 *
 * @param id of the plotter; of those that are found it is given when they are
 * @param name for people; empty if none was chosen for what is found
 * @param choice where it is
 * @param models the machine that it is, for each family that it may turn out to be
 */
public record PlotterSettings(String id, Optional<String> name, PlotterChoice choice, Map<Family, Model> models) {

    /** The machine that it is if it is of this family. */
    public Model model(Family family) {
        return models.get(family);
    }
}
