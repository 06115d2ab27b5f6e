package dev.activations.jobs.log.source;

import java.util.OptionalLong;

/**
 * A file that was given and is not in the report, or not wholly.
 *
 * @param path the file
 * @param reason why, in a few words
 * @param rows how many rows it has; empty where unknown
 */
public record SkippedFile(String path, String reason, OptionalLong rows) {}
