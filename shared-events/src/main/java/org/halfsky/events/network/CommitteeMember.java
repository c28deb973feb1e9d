package org.halfsky.events.network;

import org.halfsky.events.ids.StaffId;

/**
 * One member of a mediation committee; the committee needs a woman and one head
 * (人民调解法 8).
 */
public record CommitteeMember(StaffId staff, boolean woman, boolean head) {}
