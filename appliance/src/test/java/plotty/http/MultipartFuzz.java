package plotty.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Any bytes as the body of a form, cut into pieces of the length that the first byte says. */
public final class MultipartFuzz {
    private MultipartFuzz() {}

    /** Counts what comes out: never more than went in, and never outside of a part. */
    private static final class Count implements MultipartParser.Sink {
        private long bytes;
        private boolean inPart;

        @Override
        public void begin(PartHead head) {
            check(!inPart);
            inPart = true;
        }

        @Override
        public void data(byte[] piece, int from, int to) {
            check(inPart && from >= 0 && from <= to && to <= piece.length);
            bytes += to - from;
        }

        @Override
        public void end() {
            check(inPart);
            inPart = false;
        }

        private static void check(boolean held) {
            if (!held) {
                throw new IllegalStateException("parts and their contents are out of order");
            }
        }
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int pace = 1 + (input[0] & 0xff);
        Count count = new Count();
        MultipartParser parser = new MultipartParser("b", count);
        try {
            for (int from = 1; from < input.length; from += pace) {
                parser.take(Arrays.copyOfRange(input, from, Math.min(input.length, from + pace)));
            }
        } catch (Problem refused) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Count.check(count.bytes < input.length && !(parser.ended() && count.inPart));
    }
}
