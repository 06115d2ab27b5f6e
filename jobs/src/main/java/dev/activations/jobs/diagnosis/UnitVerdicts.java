package dev.activations.jobs.diagnosis;

import java.io.Serializable;

/** The verdict of each unit of a layer at a step, in a byte each. */
public final class UnitVerdicts implements Serializable {

    private static final long serialVersionUID = 1;

    private static final UnitVerdict[] VERDICTS = UnitVerdict.values();

    static final UnitVerdicts NONE = new UnitVerdicts(new byte[0]);

    private final byte[] codes;

    private UnitVerdicts(byte[] codes) {
        this.codes = codes;
    }

    static UnitVerdicts of(UnitVerdict... verdicts) {
        byte[] codes = new byte[verdicts.length];
        for (int u = 0; u < codes.length; u++) {
            codes[u] = (byte) verdicts[u].ordinal();
        }
        return new UnitVerdicts(codes);
    }

    public int size() {
        return codes.length;
    }

    public UnitVerdict of(int unit) {
        return VERDICTS[codes[unit]];
    }

    UnitVerdict[] toArray() {
        UnitVerdict[] verdicts = new UnitVerdict[codes.length];
        for (int u = 0; u < verdicts.length; u++) {
            verdicts[u] = of(u);
        }
        return verdicts;
    }
}
