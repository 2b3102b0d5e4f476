package plotty.job;

/** Who hears of the end of a job on its plotter, on the jobs' thread. */
interface PlotEnds {
    /** All was drawn; this is what its time teaches. */
    void learned(Pace pace);

    /** The plotter may take another job. */
    void free();
}
