package org.halfsky.events.contact;

/**
 * Where the instant of arrival comes from. Only the sources other than
 * {@link #TYPED} are independent of who registers.
 */
public enum ArrivalSource {
    /** 登记人填写 */
    TYPED,
    /** 话务系统 */
    CTI,
    /** 叫号机 */
    QUEUE_TICKET,
    /** 收文簿 */
    MAIL_LOG,
    /** 网络收件箱 */
    INBOX
}
