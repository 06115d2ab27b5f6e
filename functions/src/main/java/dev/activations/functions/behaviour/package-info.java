/**
 * What the values of a function tell about a unit: when it fires, where it levels off, which gradient to expect.
 * Uses nothing but the JDK.
 * Start reading at {@link dev.activations.functions.behaviour.Behaviour}.
 */
package dev.activations.functions.behaviour;
