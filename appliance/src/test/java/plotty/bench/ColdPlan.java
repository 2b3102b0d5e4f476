package plotty.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import plotty.drawing.Drawing;
import plotty.drawing.ReadLimits;
import plotty.drawing.svg.SvgReader;
import plotty.motion.MachineProfile;
import plotty.motion.Placement;
import plotty.motion.Route;
import plotty.motion.Trajectory;
import plotty.motion.order.Optimization;

/**
 * Plans a file in a process of its own, started with the service's options: first cold, then again and again. Prints the first
 * time and the median of the later ones, ms, each as processor time of the whole process (compiler and garbage collector
 * included) and as wall time; how much the process grew for the first plan; and how much was reachable at most while planning
 * (by collecting garbage all the time, in a run of its own), MB.
 */
public final class ColdPlan {
    private static final int TIMES = 15;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** The last plan, so that it is reachable until all has been measured. */
    private static volatile Trajectory kept;

    private ColdPlan() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        byte[] svg = Files.readAllBytes(Path.of(arguments[0]));
        System.gc();
        double idleMb = residentMb("VmRSS");
        Spent cold = planned(svg);
        double grownMb = residentMb("VmHWM") - idleMb;
        double[] processorMs = new double[TIMES];
        double[] wallMs = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            Spent warm = planned(svg);
            processorMs[i] = warm.processorMs();
            wallMs[i] = warm.wallMs();
        }
        Arrays.sort(processorMs);
        Arrays.sort(wallMs);
        System.out.printf(
                Locale.ROOT,
                "%f %f %f %f %f %f%n",
                cold.processorMs(),
                cold.wallMs(),
                processorMs[TIMES / 2],
                wallMs[TIMES / 2],
                grownMb,
                reachableMb(svg));
    }

    private record Spent(double processorMs, double wallMs) {}

    private static Spent planned(byte[] svg) {
        long processor = PROCESS.getProcessCpuTime();
        long begun = System.nanoTime();
        kept = plan(svg);
        double wallMs = (System.nanoTime() - begun) / 1e6;
        return new Spent((PROCESS.getProcessCpuTime() - processor) / 1e6, wallMs);
    }

    private static Trajectory plan(byte[] svg) {
        Drawing drawing = SvgReader.read(new ByteArrayInputStream(svg), ReadLimits.DEFAULT);
        Drawing placed = Placement.AS_IS.place(drawing, MachineProfile.AXIDRAW_V3);
        return Trajectory.plan(Route.of(placed, Optimization.DEFAULT, System::nanoTime), MachineProfile.AXIDRAW_V3);
    }

    /** A figure of the process as the kernel has it. */
    private static double residentMb(String figure) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(figure + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1000)
                .findFirst()
                .orElseThrow();
    }

    private static double reachableMb(byte[] svg) throws InterruptedException {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        kept = null;
        long idle = reachable(memory);
        Thread planner = new Thread(() -> kept = plan(svg), "planner");
        planner.start();
        long most = 0;
        while (planner.isAlive()) {
            most = Math.max(most, reachable(memory));
            planner.join(1);
        }
        most = Math.max(most, reachable(memory));
        return (most - idle) / 1e6;
    }

    private static long reachable(MemoryMXBean memory) {
        System.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
