package plotty.plotter.find;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import plotty.plotter.SerialLink;

/** A device that answers whatever arrives by a rule; its time passes only while someone waits for it. */
final class Stranger implements SerialLink {
    private final UnaryOperator<String> rule;
    private final StringBuilder answers;
    private final StringBuilder heard;
    private final boolean babbles;
    private long now;

    private Stranger(String greeting, UnaryOperator<String> rule, boolean babbles, StringBuilder heard) {
        this.rule = rule;
        this.answers = new StringBuilder(greeting);
        this.heard = heard;
        this.babbles = babbles;
    }

    /** One that says something when it is opened, and keeps in mind what it heard. */
    static Stranger greeting(String greeting, UnaryOperator<String> rule, StringBuilder heard) {
        return new Stranger(greeting, rule, false, heard);
    }

    static Stranger answering(UnaryOperator<String> rule) {
        return new Stranger("", rule, false, new StringBuilder());
    }

    static Stranger silent() {
        return answering(_ -> "");
    }

    /** One that talks without end and without listening. */
    static Stranger babbling() {
        return new Stranger("", _ -> "", true, new StringBuilder());
    }

    @Override
    public void write(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        heard.append(text);
        answers.append(rule.apply(text));
    }

    @Override
    public int read(byte[] buffer, long timeoutNanos) {
        if (babbles && answers.isEmpty()) {
            answers.append("$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n");
        }
        if (answers.isEmpty()) {
            now += timeoutNanos;
            return 0;
        }
        now += 1_000_000;
        int count = Math.min(answers.length(), buffer.length);
        byte[] bytes = answers.substring(0, count).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, buffer, 0, count);
        answers.delete(0, count);
        return count;
    }

    @Override
    public void wake() {}

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void close() {}
}
