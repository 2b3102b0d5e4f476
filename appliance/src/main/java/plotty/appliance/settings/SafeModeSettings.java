package plotty.appliance.settings;

/**
 * When the service keeps its hands off the plotters.
 *
 * @param asked whether somebody wants it
 * @param after how many crashes within ten minutes; 0 never
 */
public record SafeModeSettings(boolean asked, int after) {}
