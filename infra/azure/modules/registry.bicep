// Images. Only the cluster's machines may pull, through the network alone.
param name string
param location string
param vnetId string
param subnetId string

@description('Principal of the machines\' identity.')
param pullerId string

var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource registry 'Microsoft.ContainerRegistry/registries@2025-04-01' = {
  name: name
  location: location
  sku: { name: 'Premium' } // private endpoints need it
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
    publicNetworkAccess: 'Disabled'
    networkRuleBypassOptions: 'AzureServices' // az acr import
    zoneRedundancy: 'Enabled'
  }
}

resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, pullerId, acrPull)
  scope: registry
  properties: {
    principalId: pullerId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
  }
}

module endpoint 'private-endpoint.bicep' = {
  name: 'registry-endpoint'
  params: {
    name: '${name}-registry'
    location: location
    vnetId: vnetId
    subnetId: subnetId
    targetId: registry.id
    part: 'registry'
    zone: 'privatelink${environment().suffixes.acrLoginServer}'
  }
}
