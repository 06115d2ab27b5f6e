package dev.activations.jobs.model;

/** Which sample a row is of, by number or by name, and at which position. One object serves many rows. */
public final class SampleOfRow {

    private boolean named;
    private long number;
    private String name = "";
    private long position;
    private long positions;

    /** Takes a number for the sample; 0 in a log that does not say. */
    public SampleOfRow set(long sampleNumber, long rowPosition) {
        named = false;
        number = sampleNumber;
        position = rowPosition;
        return this;
    }

    /** Takes a name for the sample. */
    public SampleOfRow set(String sampleName, long rowPosition) {
        named = true;
        name = sampleName;
        position = rowPosition;
        return this;
    }

    /** Says how many positions the sample has in all; 0 where its rows are all of them. */
    public SampleOfRow of(long allPositions) {
        positions = allPositions;
        return this;
    }

    public boolean isSameSample(SampleOfRow other) {
        return named == other.named && (named ? name.equals(other.name) : number == other.number);
    }

    public long position() {
        return position;
    }

    /** How many positions the sample has in all; 0 where its rows are all of them. */
    public long positions() {
        return positions;
    }

    /** Whether the sample has a name; otherwise it has a number. */
    public boolean isNamed() {
        return named;
    }

    public String name() {
        return name;
    }

    public long number() {
        return number;
    }

    public SampleOfRow copy() {
        SampleOfRow copy = new SampleOfRow();
        copy.named = named;
        copy.number = number;
        copy.name = name;
        copy.position = position;
        copy.positions = positions;
        return copy;
    }
}
