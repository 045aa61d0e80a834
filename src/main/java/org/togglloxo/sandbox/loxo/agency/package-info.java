/** What the simulated Loxo knows. */
package org.togglloxo.sandbox.loxo.agency;
