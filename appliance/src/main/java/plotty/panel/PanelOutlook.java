package plotty.panel;

import java.util.Set;

/**
 * What the panel must know of rooms that it may not use. Asked on the panel's thread whenever something happened, and once a
 * second; returns at once.
 */
public interface PanelOutlook {

    /** Whether somebody who shows that he is there would change something: nobody owns the box, or a pairing waits. */
    boolean presenceWanted();

    /** Whether the service is starting, or is updated: the LED blinks fast. */
    boolean atWorkOnItself();

    /**
     * What is wrong with plotters and box. Only {@link PanelFault#NO_PLOTTER}, {@link PanelFault#NEEDS_ORIGIN},
     * {@link PanelFault#PLOTTER_ERROR} and {@link PanelFault#BOX} are looked for here; the panel knows of the others itself.
     */
    Set<PanelFault> faults();

    /** The id of the plotter with this id or name; the same text if there is none. */
    String plotterId(String idOrName);
}
