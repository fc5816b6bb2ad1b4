const CHECK_STATUS = `Exit status: 0 accepted, 1 refused, 2 wrong usage or an answer that is not whole, 3 not settled: nobody
has recorded whether API Gateway takes it.`;

/** What stands under a command's options in its `--help`: how it is used, by example. */
export const EXAMPLES = {
  program: `
Examples:
  apigw-triage analyze execution.log            what fails in a log, why, and the fix
  aws logs tail GROUP --since 1h | apigw-triage analyze -
  apigw-triage explain execution.log --request 0f3c9c1e-1111-4222-8333-444455556666
  apigw-triage check-response answer.json       is this a valid proxy response?
  apigw-triage demo                             the whole pipeline on this machine
  apigw-triage incidents list --table NAME      the history of a deployed one

Exit status: 0 nothing failed, 1 failures found, 2 wrong usage or unreadable input; the check-
commands also have 3, not settled.`,
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
The answer is what the function returns, as JSON; of a function that streams, the metadata, eight NUL bytes and
the body (REST APIs). A finding with ✗ is refused; one with ! is legal and surely not meant, or not settled.

${CHECK_STATUS}

Examples:
  apigw-triage check-response answer.json
  aws lambda invoke --function-name orders answer.json && apigw-triage check-response answer.json
  echo '{"statusCode": 200, "body": {"id": 1}}' | apigw-triage check-response - --api http-1.0`,
  checkAuthorizer: `
Says what the answer decides, by its Allow, Deny and conditions, and what the client gets: one that denies is
accepted too. A finding with ✗ is refused; one with ! is legal and surely not meant, or not settled.

${CHECK_STATUS}

Examples:
  apigw-triage check-authorizer answer.json
  echo '{"isAuthorized": "yes"}' | apigw-triage check-authorizer - --api http-2.0
  apigw-triage check-authorizer policy.json --api http-2.0 --response iam`,
  demo: `
Hours of traffic in some seconds: the handlers that are deployed, a DynamoDB in this process, SNS and
CloudWatch on loopback, each alert as an e-mail and as Slack shows it. Nothing leaves this machine. The table
is kept in ./.apigw-triage; each run empties it, but for --keep. It exits 0
whatever fails in the traffic.

Examples:
  apigw-triage demo
  apigw-triage demo --keep                      five hours later
  apigw-triage demo execution.log               your log, as if a subscription delivered it
  apigw-triage incidents list                   what it left`,
  incidents: `
Examples:
  apigw-triage incidents list --table NAME --state open
  apigw-triage incidents show ID --table NAME`,
  incidentsList: `
Failures that have arrived since the last sweep are counted. It exits 0 whatever it lists. Region, credentials
and endpoint are found as the AWS CLI finds them: AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL_DYNAMODB.

Examples:
  apigw-triage incidents list                   those of the demo
  apigw-triage incidents list --table NAME --since 24h --api a1b2c3d4e5
  apigw-triage incidents list --table NAME --format json | jq '.[] | select(.state == "open")'
  apigw-triage incidents list --table NAME --cause malformed_proxy_response --format csv`,
  incidentsShow: `
Examples:
  apigw-triage incidents show v1:0123456789abcdef-1
  apigw-triage incidents show v1:0123456789abcdef-1 --table NAME --format markdown`,
} as const;
