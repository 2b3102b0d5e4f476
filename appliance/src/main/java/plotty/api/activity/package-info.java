/** What happened, in sentences: the durable events for people. */
package plotty.api.activity;
