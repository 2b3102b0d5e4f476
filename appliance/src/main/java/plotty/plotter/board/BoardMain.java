package plotty.plotter.board;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The board as a process of its own, on a pseudo-terminal: what {@code tools/board} starts. */
public final class BoardMain {

    private final BoardOptions options;
    private final String title;
    private final Optional<InkFile> file;
    private final InkLog log = new InkLog();
    private final SimulatedBoard<BenchBoard> board;
    private final CountDownLatch over = new CountDownLatch(1);

    private BoardMain(BoardOptions options) throws IOException {
        this.options = options;
        this.file = options.ink().isPresent()
                ? Optional.of(new InkFile(options.ink().get()))
                : Optional.empty();
        InkWitness witness = file.map(ink -> InkWitness.both(log, ink)).orElse(log);
        BenchBoard fresh = options.board(witness);
        this.title = fresh.title();
        this.board = new SimulatedBoard<>(fresh, options.speed());
    }

    /** Runs until SIGTERM, Ctrl-C or {@code quit}. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        if (words.contains("--help")) {
            System.out.print(BoardUsage.TEXT);
            return;
        }
        try {
            new BoardMain(BoardOptions.parse(words)).run();
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("board: " + e.getMessage());
            System.exit(2);
        }
    }

    private void run() throws IOException, InterruptedException {
        TerminalBridge bridge = new TerminalBridge(board, options.link());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            over.countDown();
            awaitQuietly(stopped);
        }));
        System.out.println("board: " + title + " on " + options.link());
        System.out.flush();
        Thread console = Thread.ofPlatform().name("console").daemon().start(this::listen);
        over.await();
        console.interrupt();
        try {
            bridge.close();
            board.with(b -> {});
            if (options.svg().isPresent()) {
                draw(options.svg().get());
            }
            if (file.isPresent()) {
                file.get().close();
            }
        } finally {
            stopped.countDown();
        }
        System.exit(0);
    }

    private void listen() {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        BoardConsole.Picture picture = name -> draw(name.map(Path::of)
                .or(options::svg)
                .orElseThrow(() -> new IllegalArgumentException("'svg' needs a file, here or by --svg")));
        try {
            if (new BoardConsole(board, picture, System.out).run(in)) {
                over.countDown();
            }
        } catch (IOException e) {
            System.err.println("board: no more commands can be read: " + e.getMessage());
        }
    }

    private void draw(Path svg) throws IOException {
        board.with(b -> {});
        try (OutputStream out = Files.newOutputStream(svg)) {
            log.writeSvg(out, true);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
