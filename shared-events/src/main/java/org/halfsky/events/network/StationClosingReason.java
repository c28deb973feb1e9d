package org.halfsky.events.network;

/** Why a station closed: a code, so that no name is written here. */
public enum StationClosingReason {
    /** 撤并 */
    MERGED,
    /** 迁址 */
    MOVED,
    /** 无人值守 */
    NO_STAFF,
    /** 其他 */
    OTHER
}
