package dev.activations.jobs.damage;

import dev.activations.arrow.BatchFunctions;
import dev.activations.arrow.Projection;
import dev.activations.arrow.ipc.IpcFilter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;

/** A stream of Arrow, tampered with, through the arrow command's filter. */
final class DamagedStreams {

    private final Path whole;
    private final Path folder;
    private final Random random;
    private final OutcomeTable outcomes;

    DamagedStreams(Path whole, Path folder, Random random, OutcomeTable outcomes) {
        this.whole = whole;
        this.folder = folder;
        this.random = random;
        this.outcomes = outcomes;
    }

    void run(int times) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        byte[] expected = filtered(bytes);
        for (int i = 0; i < times; i++) {
            Tampering way = Tampering.values()[random.nextInt(Tampering.values().length)];
            byte[] harmed = way.of(bytes.clone(), random.nextInt(bytes.length), random);
            Outcome outcome = outcome(harmed, expected);
            Path file = folder.resolve("stream-" + i + ".arrows");
            if (outcome == Outcome.CRASHED) {
                Files.write(file, harmed);
            }
            outcomes.add("Arrow stream: " + way.words(), outcome, file);
        }
    }

    private Outcome outcome(byte[] harmed, byte[] expected) {
        try {
            return Arrays.equals(filtered(harmed), expected) ? Outcome.SAME : Outcome.SILENT;
        } catch (IllegalArgumentException | IOException | OutOfMemoryException e) {
            return Outcome.REFUSED;
        } catch (RuntimeException | OutOfMemoryError e) {
            outcomes.tell(folder, e);
            return Outcome.CRASHED;
        }
    }

    private static byte[] filtered(byte[] stream) throws IOException {
        Projection projection = Projection.none().with("y", BatchFunctions.named("relu"), "x");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BufferAllocator allocator = new RootAllocator(1L << 30)) {
            new IpcFilter(projection)
                    .run(Channels.newChannel(new ByteArrayInputStream(stream)), Channels.newChannel(out), allocator);
        }
        return out.toByteArray();
    }
}
