package dev.activations.jobs.state;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * A set of sample names that merges by union: the names themselves up to {@value #MOST_NAMES} of them, exact; above that
 * their 128-bit MD5 hashes, of which two different names share one with a chance of 1 in 10²⁴ for 10 million names.
 */
final class NamedSamples implements Serializable {

    private static final long serialVersionUID = 1;

    static final int MOST_NAMES = 65_536;

    private TreeSet<String> names = new TreeSet<>();
    private TreeSet<String> hashes;
    private String last = "";

    void add(String name) {
        if (name.equals(last) && count() > 0) {
            return;
        }
        last = name;
        if (hashes != null) {
            hashes.add(hash(name));
            return;
        }
        names.add(name);
        if (names.size() > MOST_NAMES) {
            hashAll();
        }
    }

    private void hashAll() {
        hashes = new TreeSet<>();
        names.forEach(name -> hashes.add(hash(name)));
        names = new TreeSet<>();
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    void merge(NamedSamples other) {
        if (other.hashes != null && hashes == null) {
            hashAll();
        }
        if (other.hashes != null) {
            hashes.addAll(other.hashes);
        }
        other.names.forEach(this::add);
    }

    long count() {
        return hashes == null ? names.size() : hashes.size();
    }

    boolean isHashed() {
        return hashes != null;
    }

    String[] names() {
        return names.toArray(String[]::new);
    }

    String[] hashes() {
        return hashes == null ? new String[0] : hashes.toArray(String[]::new);
    }

    static NamedSamples of(Collection<String> names, Collection<String> hashes) {
        NamedSamples samples = new NamedSamples();
        if (!hashes.isEmpty()) {
            samples.hashAll();
            samples.hashes.addAll(hashes);
        }
        names.forEach(samples::add);
        return samples;
    }

    /** About how much memory it takes. */
    long bytes() {
        return 120L * count();
    }
}
