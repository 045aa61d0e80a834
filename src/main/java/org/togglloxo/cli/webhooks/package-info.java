/** Commands about Loxo's webhooks. */
package org.togglloxo.cli.webhooks;
