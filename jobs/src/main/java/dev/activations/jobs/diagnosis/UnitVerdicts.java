package dev.activations.jobs.diagnosis;

import java.io.Serializable;
import java.util.OptionalDouble;

/** The verdict of each unit of a layer at a step, and what it did there, in a byte each. */
public final class UnitVerdicts implements Serializable {

    private static final long serialVersionUID = 1;

    private static final UnitVerdict[] VERDICTS = UnitVerdict.values();

    static final UnitVerdicts NONE = new UnitVerdicts(new byte[0], UnitShares.NONE);

    private final byte[] codes;
    private final UnitShares shares;

    private UnitVerdicts(byte[] codes, UnitShares shares) {
        this.codes = codes;
        this.shares = shares;
    }

    static UnitVerdicts of(UnitVerdict[] verdicts, UnitShares shares) {
        byte[] codes = new byte[verdicts.length];
        for (int u = 0; u < codes.length; u++) {
            codes[u] = (byte) verdicts[u].ordinal();
        }
        return new UnitVerdicts(codes, shares);
    }

    public int size() {
        return codes.length;
    }

    public UnitVerdict of(int unit) {
        return VERDICTS[codes[unit]];
    }

    /** A unit's share of something, to about 0.2 %, or a spread within 3 % of it; empty where it was not kept or not told. */
    public OptionalDouble share(UnitShares.Kind kind, int unit) {
        return shares.of(kind, unit);
    }

    UnitVerdict[] toArray() {
        UnitVerdict[] verdicts = new UnitVerdict[codes.length];
        for (int u = 0; u < verdicts.length; u++) {
            verdicts[u] = of(u);
        }
        return verdicts;
    }
}
