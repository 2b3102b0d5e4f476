package plotty.job;

/**
 * What came of a request for a job.
 *
 * @param job as it stands
 * @param before whether it was made by the same request, sent earlier
 */
public record Received(Job job, boolean before) {}
