package dev.activations.jobs.state;

import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.SampleOfRow;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Which different samples rows are of: numbers, names, or both where logs of either kind are taken together. */
public final class SampleSet implements Serializable {

    private static final long serialVersionUID = 1;

    private NumberedSamples numbered = new NumberedSamples();
    private NamedSamples named = new NamedSamples();

    /**
     * The same as arrays and bytes, for a table; each empty where the set has none of it.
     *
     * @param numbers sample numbers, ascending
     * @param bitmap sample numbers as a Roaring bitmap in the portable 64-bit format
     * @param names sample names
     * @param hashes MD5 hashes of sample names, in hexadecimal
     */
    public record Content(long[] numbers, byte[] bitmap, String[] names, String[] hashes) {}

    /** Adds the sample that a row is of. */
    public void add(SampleOfRow sample) {
        if (sample.isNamed()) {
            add(sample.name());
        } else {
            add(sample.number());
        }
    }

    public void add(long number) {
        numbered.add(number);
    }

    public void add(String name) {
        named.add(name);
    }

    /** Adds what another has; the other stays as it is. */
    public void merge(SampleSet other) {
        numbered.merge(other.numbered);
        named.merge(other.named);
    }

    /** How many samples are in this set or the other. */
    public long countWith(SampleSet other) {
        if (other.isEmpty()) {
            return count();
        }
        SampleSet union = new SampleSet();
        union.merge(this);
        union.merge(other);
        return union.count();
    }

    public long count() {
        return numbered.count() + named.count();
    }

    public boolean isEmpty() {
        return count() == 0;
    }

    /** Whether names are told apart by their hashes. */
    public boolean isHashed() {
        return named.isHashed();
    }

    public Content content() {
        byte[] bitmap = numbered.bitmap();
        return new Content(bitmap.length > 0 ? new long[0] : numbered.numbers(), bitmap, named.names(), named.hashes());
    }

    /** @throws InputException if the bytes are no such bitmap */
    public static SampleSet of(Content content) {
        SampleSet set = new SampleSet();
        try {
            set.numbered = NumberedSamples.of(content.numbers(), content.bitmap());
        } catch (IOException e) {
            throw new InputException(
                    "a bitmap of samples in the statistics is not in Roaring's portable 64-bit format", e);
        }
        set.named = NamedSamples.of(List.of(content.names()), List.of(content.hashes()));
        return set;
    }

    /** About how much memory it takes. */
    long bytes() {
        return numbered.bytes() + named.bytes();
    }
}
