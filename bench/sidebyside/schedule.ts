import type { WorkflowJson, WorkflowNode } from '../../demo/n8n-session';

const startOf = (node: WorkflowNode, cron: string): WorkflowNode => {
	if ('pollTimes' in node.parameters)
		return { ...node, parameters: { ...node.parameters, pollTimes: { item: [{ mode: 'custom', cronExpression: cron }] } } };
	if (node.type !== 'n8n-nodes-base.scheduleTrigger') return node;
	return { ...node, parameters: { rule: { interval: [{ field: 'cronExpression', expression: cron }] } } };
};

/**
 * The workflow starts every so many minutes, one of the times being this one. Left alone n8n chooses the second by chance and
 * the minute by the clock, so that a bench would wait for up to five minutes before anything happens.
 * @param atMs a full second
 */
export function startedAt(workflow: WorkflowJson, atMs: number, everyMinutes: number): WorkflowJson {
	const at = new Date(atMs);
	const cron = `${at.getUTCSeconds()} ${at.getUTCMinutes() % everyMinutes}-59/${everyMinutes} * * * *`;
	return { ...workflow, nodes: workflow.nodes.map((node) => startOf(node, cron)) };
}
