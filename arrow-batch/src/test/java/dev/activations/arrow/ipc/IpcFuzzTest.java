package dev.activations.arrow.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.activations.arrow.BatchFunctions;
import dev.activations.arrow.Projection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged and cut off IPC input ends in a result or in one clean sentence: no crash, no hang, no leak, and what was
 * written are whole messages. {@code -Plong} runs the hundred thousand inputs that docs/benchmarks.md reports.
 */
class IpcFuzzTest {

    private static final int RUNS = Integer.getInteger("activations.fuzz.runs", 3_000);
    private static final long SEED = Long.getLong("activations.fuzz.seed", 20_261_123L);
    private static final long MEMORY = 64 << 20;

    private static final Projection PROJECTION = Projection.none()
            .with("x", BatchFunctions.named("gelu"), "x")
            .with("p", BatchFunctions.named("softmax"), "row");

    private enum Outcome {
        FILTERED,
        INVALID_INPUT,
        SCHEMA_REFUSED
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void damagedInputEndsInAResultOrInOneCleanSentence() {
        byte[][] inputs = inputs();
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (int run = 0; run < RUNS; run++) {
            SplittableRandom random = new SplittableRandom(SEED + run);
            byte[] damaged = damage(inputs[random.nextInt(inputs.length)], random);
            try {
                outcomes.merge(filter(damaged), 1, Integer::sum);
            } catch (Throwable failure) {
                fail("run %d of seed %d".formatted(run, SEED), failure);
            }
        }
        System.out.printf("fuzz: %d damaged inputs, %s%n", RUNS, outcomes);
        assertThat(outcomes).containsKeys(Outcome.values());
    }

    private static byte[][] inputs() {
        return Arrays.stream(CodecType.values())
                .flatMap(codec -> Arrays.stream(new byte[][] {
                    Streams.stream(2, 20, codec), Streams.file(2, 20, codec), Streams.stream(1, 3000, codec)
                }))
                .toArray(byte[][]::new);
    }

    /**
     * Cuts off, flips up to 8 bits, overwrites a word by an extreme one, or moves a piece; the start is hit more often.
     */
    private static byte[] damage(byte[] input, SplittableRandom random) {
        byte[] bytes = input.clone();
        int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 2000);
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 1 -> {
                for (int flips = random.nextInt(1, 9); flips > 0; flips--) {
                    bytes[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 2 -> {
                int[] words = {-1, 0, 1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20, random.nextInt()};
                ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(random.nextInt(reach - 4) & ~3, words[random.nextInt(words.length)]);
            }
            default -> {
                int length = random.nextInt(1, 100);
                System.arraycopy(
                        bytes, random.nextInt(bytes.length - length), bytes, random.nextInt(reach - length), length);
            }
        }
        return bytes;
    }

    private static Outcome filter(byte[] input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RootAllocator allocator = new RootAllocator(MEMORY)) {
            return filter(input, out, allocator);
        } finally {
            if (!isFile(input)) {
                requireWholeMessages(ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN));
            }
        }
    }

    private static Outcome filter(byte[] input, ByteArrayOutputStream out, RootAllocator allocator) throws IOException {
        try {
            new IpcFilter(PROJECTION).run(new ByteArrayInputStream(input), out, allocator);
            return Outcome.FILTERED;
        } catch (InvalidIpcException e) {
            requireSentence(e);
            return Outcome.INVALID_INPUT;
        } catch (IllegalArgumentException e) {
            requireSentence(e);
            return Outcome.SCHEMA_REFUSED;
        } finally {
            assertThat(allocator.getAllocatedMemory()).as("bytes left").isZero();
        }
    }

    private static void requireSentence(Exception e) {
        assertThat(e.getMessage())
                .isNotBlank()
                .doesNotContain("\n")
                .doesNotEndWith(" null")
                .doesNotContain("Cannot invoke");
    }

    private static boolean isFile(byte[] input) {
        return input.length > 6 && new String(input, 0, 6, StandardCharsets.US_ASCII).equals("ARROW1");
    }

    /** Walks over lengths, metadata and bodies to the very end of what was written. */
    private static void requireWholeMessages(ByteBuffer written) {
        while (written.hasRemaining()) {
            assertThat(written.getInt()).isEqualTo(-1);
            int length = written.getInt();
            if (length > 0) {
                Message message = Message.getRootAsMessage(
                        written.slice(written.position(), length).order(ByteOrder.LITTLE_ENDIAN));
                written.position(Math.toIntExact(written.position() + length + message.bodyLength()));
            }
        }
    }
}
