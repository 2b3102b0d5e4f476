package plotty.bench;

import java.io.PrintStream;
import java.util.Locale;

/** A table of figures and their bounds, printed line by line as they are found. */
public final class Scoreboard {
    private static final String LINE = "%-34s %-26s %12s %12s %9s %9s  %s%n";

    private final PrintStream out;
    private int failed;

    public Scoreboard(PrintStream out) {
        this.out = out;
    }

    /** Begins a part of the table. */
    public void part(String title, String subject, String what, String ours, String theirs) {
        out.printf(Locale.ROOT, "%n%s%n", title);
        out.printf(Locale.ROOT, LINE, subject, what, ours, theirs, "ratio", "bound", "");
    }

    /** A ratio of two figures that must not be larger than a bound. */
    public void ratio(String subject, String what, double ours, double theirs, double most) {
        line(subject, what, ours, theirs, number(most), ours <= most * theirs);
    }

    /** A ratio that is only told. */
    public void told(String subject, String what, double ours, double theirs) {
        out.printf(Locale.ROOT, LINE, subject, what, number(ours), number(theirs), number(ours / theirs), "", "");
        out.flush();
    }

    /** A figure that must not be larger than a bound. */
    public void figure(String subject, String what, double figure, double most) {
        verdict(subject, what, number(figure), "", "", number(most), figure <= most);
    }

    /** A count that must be nothing. */
    public void none(String subject, String what, long count) {
        figure(subject, what, (double) count, 0);
    }

    /** A figure beside what it turned out to be; it must not be further off than a share of that. */
    public void off(String subject, String what, double foreseen, double truth, double most) {
        verdict(
                subject,
                what,
                number(foreseen),
                number(truth),
                String.format(Locale.ROOT, "%+.2f %%", 100 * (foreseen / truth - 1)),
                String.format(Locale.ROOT, "%.0f %%", 100 * most),
                Math.abs(foreseen - truth) <= most * truth);
    }

    private void line(String subject, String what, double ours, double theirs, String bound, boolean holds) {
        verdict(subject, what, number(ours), number(theirs), number(ours / theirs), bound, holds);
    }

    private void verdict(
            String subject, String what, String ours, String theirs, String ratio, String bound, boolean holds) {
        out.printf(Locale.ROOT, LINE, subject, what, ours, theirs, ratio, "≤ " + bound, holds ? "PASS" : "FAIL");
        out.flush();
        failed += holds ? 0 : 1;
    }

    /** A sentence beside the figures. */
    public void say(String sentence) {
        out.println(sentence);
        out.flush();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, value < 100 ? "%.3f" : "%.1f", value);
    }

    /** How many bounds did not hold. */
    public int failed() {
        return failed;
    }
}
