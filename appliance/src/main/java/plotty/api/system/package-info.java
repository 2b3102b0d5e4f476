/** What admins do with the service itself: safe mode, the support bundle, the levels of its log. */
package plotty.api.system;
