package org.halfsky.events.network;

/** What a station is. */
public enum StationKind {
    /** 维权站 */
    RIGHTS_STATION,
    /** 婚姻家庭纠纷调解站 */
    MEDIATION_STATION,
    /** 家庭暴力投诉站 */
    DV_STATION,
    /** 12338妇联维权服务中心 */
    SERVICE_CENTRE
}
