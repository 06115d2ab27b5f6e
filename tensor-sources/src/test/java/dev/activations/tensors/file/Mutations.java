package dev.activations.tensors.file;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.activations.tensors.TensorFileException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Damages files, and reads them: each ends in a result or in one clean sentence, soon, and without more memory than its
 * real size asks for. {@code -Plong} runs 10,000 for each format.
 */
public final class Mutations {

    /** What became of a damaged file. */
    public enum Outcome {
        READ,
        REFUSED
    }

    /** Reads all of a file. */
    @FunctionalInterface
    public interface Reading {
        void read(byte[] file) throws Exception;
    }

    private static final int RUNS = Integer.getInteger("activations.fuzz.runs", 500);
    private static final long SEED = Long.getLong("activations.fuzz.seed", 20_261_127L);

    /** What a reader may allocate, all in all, beyond some copies of what is read. */
    private static final long MEMORY = 64L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Mutations() {}

    /** Damages one after the other of these files at random. */
    public static Map<Outcome, Integer> of(byte[][] files, Reading reading) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (byte[] file : files) {
            assertDoesNotThrow(() -> reading.read(file), "undamaged");
        }
        for (int run = 0; run < RUNS; run++) {
            SplittableRandom random = new SplittableRandom(SEED + run);
            byte[] damaged = damage(files[random.nextInt(files.length)], random);
            try {
                outcomes.merge(read(damaged, reading), 1, Integer::sum);
            } catch (Throwable failure) {
                fail("run %d of seed %d".formatted(run, SEED), failure);
            }
        }
        System.out.printf("%d damaged files: %s%n", RUNS, outcomes);
        return outcomes;
    }

    private static Outcome read(byte[] file, Reading reading) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            reading.read(file);
            return Outcome.READ;
        } catch (TensorFileException e) {
            requireSentence(e.getMessage());
            return Outcome.REFUSED;
        } finally {
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (allocated > MEMORY) {
                fail("%d bytes were allocated for a file of %d".formatted(allocated, file.length));
            }
        }
    }

    private static void requireSentence(String message) {
        boolean clean = message.startsWith("/damaged/") && message.lines().count() == 1 && !message.endsWith("null");
        if (!clean) {
            fail("no clean sentence: " + message);
        }
    }

    /** Cuts off, flips bits, overwrites a number by an extreme one, or moves a piece; start and end are hit more often. */
    private static byte[] damage(byte[] file, SplittableRandom random) {
        byte[] bytes = file.clone();
        int reach = Math.min(bytes.length, random.nextBoolean() ? bytes.length : 400);
        int start = random.nextInt(4) == 0 ? bytes.length - reach : 0;
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 1 -> {
                for (int flips = random.nextInt(1, 9); flips > 0; flips--) {
                    bytes[start + random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 2 -> overwrite(bytes, start + random.nextInt(reach - Long.BYTES), random);
            default -> {
                int length = random.nextInt(1, Math.min(60, reach));
                int from = random.nextInt(bytes.length - length + 1);
                System.arraycopy(bytes, from, bytes, start + random.nextInt(reach - length + 1), length);
            }
        }
        return bytes;
    }

    private static void overwrite(byte[] bytes, int position, SplittableRandom random) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (random.nextInt(3)) {
            case 0 -> buffer.putInt(position, extreme(random));
            case 1 -> buffer.putLong(position, extreme(random) * 4_000_000_019L);
            default -> bytes[position] = (byte) "0123456789-[]{}\"'(),:LO".charAt(random.nextInt(23));
        }
    }

    private static int extreme(SplittableRandom random) {
        int[] numbers = {-1, 0, 1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20, 1 << 30, random.nextInt()};
        return numbers[random.nextInt(numbers.length)];
    }
}
