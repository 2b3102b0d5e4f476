package plotty.job;

/** Why a job is paused; a paused job has at least one cause. Each is cleared by its own remedy. */
public enum PauseCause {
    /** Somebody asked for it on the page or by the API; or all other causes are cleared and only a person's word is missing. */
    USER,
    /** Somebody pressed the button. */
    BUTTON,
    PEN_CHANGE,
    LAYER_PAUSE,
    /** The line to the plotter was lost. */
    DEVICE_LOST,
    /** The service ended while the job was open. */
    POWER_LOSS,
    /** Nobody knows where the pen is: a person sets the origin. */
    NEEDS_ORIGIN,
    ALERT
}
