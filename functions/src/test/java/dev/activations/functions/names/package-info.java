/**
 * Holds the table of names against the frameworks' own lists and values, which src/test/python/framework_names.py wrote, and
 * against docs/log-format.md. Uses the package under test and the catalogue. Start reading at
 * {@link dev.activations.functions.names.FrameworkNamesTest}.
 */
package dev.activations.functions.names;
