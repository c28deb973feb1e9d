package org.halfsky.events.contact;

/**
 * Why an arrival is no matter at all; counted apart, never in a rate (rulebook
 * §5).
 */
public enum NonData {
    /** 无声 */
    SILENT,
    /** 拨错 */
    WRONG_NUMBER,
    /** 骚扰 */
    PRANK
}
