package dev.rollcall.store;

/**
 * What a store has written since it was opened.
 *
 * @param commits how many commits were made durable
 * @param batches how many transactions they took
 * @param largestBatch how many commits the largest of these transactions made durable
 * @param failures how many commits failed
 * @param lastFailed whether the last commits that were tried could not be written; false before the
 *     first
 * @param waiting how many commits wait to be written at this moment
 */
public record StoreStatistics(
    long commits, long batches, int largestBatch, long failures, boolean lastFailed, int waiting) {}
