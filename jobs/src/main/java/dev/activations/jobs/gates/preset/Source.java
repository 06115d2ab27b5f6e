package dev.activations.jobs.gates.preset;

/**
 * Where a tool's definitions were read.
 *
 * @param tool its name
 * @param version its version, or the commit
 * @param address where it can be read
 */
public record Source(String tool, String version, String address) {}
