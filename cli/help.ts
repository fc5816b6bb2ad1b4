/** What stands under a command's options in its `--help`: how it is used, by example. */
export const EXAMPLES = {
  program: `
Examples:
  apigw-triage analyze execution.log            what fails in a log, why, and the fix
  aws logs tail GROUP --since 1h | apigw-triage analyze -
  apigw-triage explain execution.log --request 0f3c9c1e-1111-4222-8333-444455556666
  apigw-triage check-response answer.json       is this a valid proxy response?

Exit status: 0 nothing failed, 1 failures found, 2 wrong usage or unreadable input.`,
  analyze: `
text, json, markdown and html show the whole; ndjson and csv write a line a request.

Examples:
  apigw-triage analyze execution.log access.log.gz
  apigw-triage analyze ./s3-export --since 2h --top 5
  apigw-triage analyze execution.log --format html --output report.html
  apigw-triage analyze execution.log --format ndjson --all | jq -r .cause | sort | uniq -c
  apigw-triage analyze execution.log --unknowns unknowns.json`,
  explain: `
Examples:
  apigw-triage explain execution.log --request 0f3c9c1e-1111-4222-8333-444455556666
  apigw-triage explain 'Execution failed due to configuration error: Malformed Lambda proxy response'
  pbpaste | apigw-triage explain -`,
  checkResponse: `
Examples:
  apigw-triage check-response answer.json
  aws lambda invoke --function-name orders answer.json && apigw-triage check-response answer.json
  echo '{"statusCode": 200, "body": {"id": 1}}' | apigw-triage check-response - --api http-1.0`,
  checkAuthorizer: `
Examples:
  apigw-triage check-authorizer answer.json
  echo '{"isAuthorized": "yes"}' | apigw-triage check-authorizer - --api http-2.0
  apigw-triage check-authorizer policy.json --api http-2.0 --response iam`,
  demo: `
Examples:
  apigw-triage demo
  apigw-triage demo execution.log`,
} as const;
