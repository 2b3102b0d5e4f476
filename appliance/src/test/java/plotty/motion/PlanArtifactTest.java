package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.Stroke;
import plotty.motion.MachineProfile.PenProfile;
import plotty.motion.order.Optimization;

class PlanArtifactTest {

    private static Trajectory sample() {
        LayerDirectives ordered =
                new LayerDirectives(false, true, OptionalInt.of(40), OptionalInt.of(50), Duration.ofMillis(500));
        Random random = new Random(9);
        Layer first =
                new Layer(1, "!1+h40+s50+d500 blue \uD83D\uDE00", "#0000ff", ordered, Polylines.lines(random, 200, 9));
        Layer second = Polylines.layer(
                2, List.of(Polylines.wandering(random, 300), Stroke.of(1, 2), Polylines.circle(60, 60, 9, 90)));
        Drawing drawing = new Drawing(297, 210, List.of(first, second), List.of());
        return Trajectory.plan(Route.of(drawing, Optimization.FAST), MachineProfile.AXIDRAW_V3);
    }

    private static byte[] bytes(Trajectory plan) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        plan.write(new DataOutputStream(out));
        return out.toByteArray();
    }

    private static Trajectory read(byte[] bytes) throws IOException {
        return Trajectory.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void what_was_written_is_read_back_exactly() throws IOException {
        Trajectory plan = sample();
        Trajectory copy = read(bytes(plan));
        assertEquals(plan.profile(), copy.profile());
        assertEquals(plan.route().layers(), copy.route().layers());
        assertEquals(plan.durationS(), copy.durationS());
        assertEquals(plan.penDownS(), copy.penDownS());
        Random random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            double time = random.nextDouble() * plan.durationS();
            assertEquals(plan.markAt(time), copy.markAt(time));
        }
        assertArrayEquals(bytes(plan), bytes(copy));
    }

    @Test
    void an_empty_plan_is_one_too() throws IOException {
        Trajectory plan = Trajectory.plan(Polylines.route(List.of()), MachineProfile.AXIDRAW_V3);
        assertEquals(0, read(bytes(plan)).durationS());
    }

    @Test
    void other_bytes_and_other_versions_are_refused_with_a_sentence() throws IOException {
        assertEquals("This is not a compiled plan.", refused("<svg xmlns='…'>".getBytes(StandardCharsets.UTF_8)));
        byte[] bytes = bytes(sample());
        bytes[7] = 99;
        assertEquals("The compiled plan has version 99; this release reads versions 1 and 2.", refused(bytes));
    }

    @Test
    void a_plan_of_version_1_is_read_as_one_without_overlap_and_drives() throws IOException {
        MachineProfile machine = MachineProfile.AXIDRAW_V3;
        PenProfile pen = new PenProfile(0.12, 0.13, 60, 50);
        Trajectory plan = Trajectory.plan(
                sample().route(),
                new MachineProfile(
                        "A",
                        machine.widthMm(),
                        machine.heightMm(),
                        machine.kinematics(),
                        machine.stepsPerMm(),
                        machine.drawing(),
                        machine.travel(),
                        machine.junctionDeviationMm(),
                        pen));
        Trajectory copy = read(asVersion1(bytes(plan)));
        assertEquals(plan.profile(), copy.profile());
        assertEquals(plan.durationS(), copy.durationS());
        assertArrayEquals(bytes(plan), bytes(copy));
    }

    /** Takes out what version 1 did not have: the pen's overlap after its lift and drop, the drives after its heights. */
    private static byte[] asVersion1(byte[] bytes) {
        // magic, version, name of one letter, width, height, kinematics, resolution, two limits, deviation, lift, drop
        int overlap = 8 + 5 + 16 + 4 + "CORE_XY".length() + 8 + 32 + 8 + 16;
        ByteBuffer first = ByteBuffer.allocate(bytes.length - 16 - 48);
        first.put(bytes, 0, overlap).put(bytes, overlap + 16, 8);
        first.put(bytes, overlap + 24 + 48, bytes.length - overlap - 24 - 48);
        first.putInt(4, 1);
        CRC32 sum = new CRC32();
        sum.update(first.array(), 0, first.capacity() - 4);
        return first.putInt(first.capacity() - 4, (int) sum.getValue()).array();
    }

    private static String refused(byte[] bytes) {
        return assertThrows(IOException.class, () -> read(bytes)).getMessage();
    }

    @Test
    void a_truncated_plan_is_refused_wherever_it_ends() throws IOException {
        byte[] bytes = bytes(sample());
        for (int length = 0; length < bytes.length; length += length < 200 ? 1 : 97) {
            assertEquals("The compiled plan ends before its time.", refused(Arrays.copyOf(bytes, length)));
        }
    }

    @Test
    void any_flipped_bit_is_noticed() throws IOException {
        byte[] bytes = bytes(sample());
        Random random = new Random(2);
        for (int i = 0; i < 1500; i++) {
            int at = i < 300 ? i : random.nextInt(bytes.length);
            int bit = 1 << random.nextInt(8);
            bytes[at] = (byte) (bytes[at] ^ bit);
            assertTrue(refused(bytes).endsWith(".") || refused(bytes).contains("damaged: "));
            bytes[at] = (byte) (bytes[at] ^ bit);
        }
    }

    @Test
    void a_hostile_count_takes_no_memory() throws IOException {
        byte[] bytes = bytes(sample());
        // wherever a length may stand, claim two thousand million
        for (int at = 8; at < 400; at++) {
            byte[] hostile = bytes.clone();
            ByteBuffer.wrap(hostile).putInt(at, 0x7fff_fff0);
            assertTrue(refused(hostile).startsWith("The compiled plan"));
        }
    }
}
