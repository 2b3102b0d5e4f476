package plotty.bench.fanout;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One run of a crowd on a server.
 *
 * @param p50Ms half of the messages were there in this time
 * @param p99Ms all but one in a hundred
 * @param processorUs processor time of the server's process for each message that was heard meanwhile, µs
 * @param heardPerS messages that each client heard in a second
 * @param lost messages that did not come
 * @param disordered messages that came twice or after a later one
 * @param meanBytes length of a message
 */
record Run(
        double p50Ms,
        double p99Ms,
        double processorUs,
        double heardPerS,
        long lost,
        long disordered,
        double meanBytes) {

    /** Lets a crowd of so many clients listen for a time, after they have been there for a while. */
    static Run of(Contestant server, int clients, Duration warmUp, Duration time) throws IOException {
        try (Crowd crowd = server.crowd()) {
            crowd.join(clients);
            crowd.listen(warmUp);
            return of(server, crowd, time);
        }
    }

    /** Lets a crowd that is there listen for a time. */
    static Run of(Contestant server, Crowd crowd, Duration time) throws IOException {
        crowd.measure();
        double before = server.processorS();
        long heardBefore = heard(crowd);
        long begun = System.nanoTime();
        crowd.listen(time);
        // What a server has still to send is not counted, and what it takes for that neither.
        double spent = server.processorS() - before;
        long heard = heard(crowd) - heardBefore;
        double seconds = (System.nanoTime() - begun) / 1e9;
        Latencies latencies = crowd.measured(crowd.subscribers());
        return counted(
                crowd,
                latencies,
                spent / heard * 1e6,
                heard / seconds / crowd.subscribers().size());
    }

    private static long heard(Crowd crowd) {
        return crowd.sum(each -> each.tally('f').heard());
    }

    /** What a crowd has lost up to now. */
    static Run counted(Crowd crowd) {
        return counted(crowd, new Latencies());
    }

    /** The same with the latencies that were measured. */
    static Run counted(Crowd crowd, Latencies latencies) {
        return counted(crowd, latencies, Double.NaN, Double.NaN);
    }

    private static Run counted(Crowd crowd, Latencies latencies, double processorUs, double heardPerS) {
        return new Run(
                latencies.percentileMs(50),
                latencies.percentileMs(99),
                processorUs,
                heardPerS,
                crowd.sum(each -> each.tally('f').lost() + each.tally('d').lost()),
                crowd.sum(each -> each.tally('f').disordered() + each.tally('d').disordered()),
                crowd.meanBytes());
    }

    /** The median of a figure. */
    static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        double[] figures = runs.stream().mapToDouble(figure).toArray();
        Arrays.sort(figures);
        return figures[figures.length / 2];
    }
}
