package org.togglloxo.sandbox.loxo.webhook;

/**
 * One POST to an endpoint and what came of it.
 *
 * @param webhook the id of the webhook that asked for it
 * @param status what the endpoint answered; 0 where it did not
 */
public record WebhookDelivery(long webhook, String itemType, String itemId, String action, int status) {}
