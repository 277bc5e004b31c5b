// Who may write and who may read the blobs of an account.
param accountName string

@description('Principals of identities.')
param writers string[]

@description('Principals of identities.')
param readers string[]

var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var blobDataReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: accountName
}

resource write 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principal in writers: {
  name: guid(account.id, principal, blobDataContributor)
  scope: account
  properties: {
    principalId: principal
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}]

resource read 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principal in readers: {
  name: guid(account.id, principal, blobDataReader)
  scope: account
  properties: {
    principalId: principal
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataReader)
  }
}]
